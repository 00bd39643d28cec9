// Files that are dropped on the page. A page that does not say no to a drop is left for the file, so this listens from the
// first moment; whoever opens files asks later, and gets what came before.
let before = null;
let taker = null;

addEventListener("dragover", (event) => {
  if (carriesFiles(event)) event.preventDefault();
});

addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  const file = event.dataTransfer.files[0];
  if (!file) return;
  if (taker) taker(file);
  else before = file;
});

/// From now on `take` gets every dropped file.
export function takeDropped(take) {
  taker = take;
  if (before) take(before);
  before = null;
}

function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
