// Asks the server that the page came from as staff. The session is a cookie that no script can read; acts carry its token.
// Its Rust side is app/ui/src/backend/staff.rs.

const PATIENCE = 30_000;
/** No answer is larger. */
const LONGEST = 16 * 1024 * 1024;

/** Answers `{status, body}`; status 0 where nobody answers. */
export async function ask(method, path, token, text) {
  const nobody = { status: 0, body: '' };
  const headers = new Headers();
  if (token !== undefined) headers.set('sente-csrf', token);
  if (text !== undefined) headers.set('content-type', 'application/json');
  const options = { method, headers, body: text, cache: 'no-store', credentials: 'same-origin', redirect: 'error' };
  options.signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(path, options);
    if (Number(response.headers.get('content-length')) > LONGEST) return nobody;
    return { status: response.status, body: await response.text() };
  } catch {
    return nobody;
  }
}
