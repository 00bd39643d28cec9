//! One style sheet from the files of `app/ui/static/css`: each would be a request of its own before the first paint.

use anyhow::{Context, Result, bail};

use crate::files::{Content, Wanted};

const PAGE: &str = "index.html";
const ONE: &str = "css/sente.css";
/// How the page names a sheet for the screen; the one for paper stays apart.
const LINK: (&str, &str) = ("<link rel=\"stylesheet\" href=\"/", "\" />");

/// Joins the sheets in the order of the page, and the page names the one.
pub fn join(wanted: &mut Wanted) -> Result<()> {
    let page = wanted.get(PAGE).context("there is no page")?.read()?;
    let page = String::from_utf8(page).context("the page is not UTF-8")?;
    let mut joined = Vec::new();
    let mut lines = Vec::new();
    for line in page.lines() {
        let name = line.trim().strip_prefix(LINK.0).and_then(|rest| rest.strip_suffix(LINK.1));
        let Some(name) = name.filter(|name| name.ends_with(".css")) else {
            lines.push(line.to_owned());
            continue;
        };
        if joined.is_empty() {
            lines.push(format!("    {}{ONE}{}", LINK.0, LINK.1));
        }
        let sheet =
            wanted.remove(name).with_context(|| format!("the page wants {name}, which is not there"))?;
        joined.extend(sheet.read()?);
    }
    if joined.is_empty() {
        bail!("the page names no style sheet as `{}…{}`", LINK.0, LINK.1);
    }
    wanted.insert(ONE.into(), Content::Bytes(joined));
    wanted.insert(PAGE.into(), Content::Bytes(lines.join("\n").into_bytes()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(page: &str) -> Wanted {
        let file = |text: &str| Content::Bytes(text.as_bytes().to_vec());
        Wanted::from([
            (PAGE.to_owned(), file(page)),
            ("css/a.css".to_owned(), file("a{}")),
            ("css/b.css".to_owned(), file("b{}")),
        ])
    }

    fn text(wanted: &Wanted, name: &str) -> String {
        String::from_utf8(wanted[name].read().unwrap()).unwrap()
    }

    #[test]
    fn sheets_are_joined_in_the_order_of_the_page() {
        let mut wanted = site(
            "<head>\n  <link rel=\"stylesheet\" href=\"/css/b.css\" />\n  <link rel=\"stylesheet\" href=\"/css/a.css\" />\n</head>",
        );
        join(&mut wanted).unwrap();
        assert_eq!(text(&wanted, ONE), "b{}a{}");
        assert_eq!(
            text(&wanted, PAGE),
            "<head>\n    <link rel=\"stylesheet\" href=\"/css/sente.css\" />\n</head>"
        );
        assert!(!wanted.contains_key("css/a.css"));
    }

    #[test]
    fn the_sheet_for_paper_stays_apart() {
        let paper = "<link rel=\"stylesheet\" href=\"/css/b.css\" media=\"print\" />";
        let mut wanted = site(&format!("<link rel=\"stylesheet\" href=\"/css/a.css\" />\n{paper}"));
        join(&mut wanted).unwrap();
        assert!(text(&wanted, PAGE).ends_with(paper));
        assert_eq!(text(&wanted, "css/b.css"), "b{}");
    }

    #[test]
    fn a_page_without_sheets_is_refused() {
        assert!(join(&mut site("<head></head>")).is_err());
    }
}
