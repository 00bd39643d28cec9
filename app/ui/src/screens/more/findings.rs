//! What the checks of the data have found: how much of it is how grave, then each kind as a sentence with its findings.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{Finding, FindingCount, Severity};
use pdipr_data::filter::Page;
use sente_core::ApiError;
use sente_core::calls::OpenFindings;

use crate::backend::use_backend;
use crate::findings::{code_text, finding_text};
use crate::format;
use crate::parts::{Failed, Icon, Waiting};
use crate::words::{Arg, say, tf};

/// Findings that are read at a time.
const PAGE: u32 = 40;

#[component]
pub fn Findings(findings: Vec<FindingCount>) -> impl IntoView {
    const SEVERITIES: [(Severity, &str, &str); 3] = [
        (Severity::Error, "finding-errors", "triangle-alert"),
        (Severity::Warning, "finding-warnings", "eye"),
        (Severity::Info, "finding-infos", "info"),
    ];
    let lines = SEVERITIES.map(|(severity, key, icon)| {
        let count = total(&findings, severity);
        view! {
            <li class="finding-line">
                <Icon name=icon />
                <span>
                    {move || {
                        let number = format::number(count.into());
                        tf(key, &[("n", Arg::Count(count)), ("number", Arg::Text(&number))])
                    }}
                </span>
            </li>
        }
    });
    let groups = by_code(findings);
    view! {
        <section class="section" aria-labelledby="findings">
            <h2 id="findings" class="section-title">
                {say("about-findings")}
            </h2>
            <p class="muted">{say("about-findings-text")}</p>
            <ul class="findings">{lines.collect_view()}</ul>
            <h3 class="findings-by-code">{say("about-findings-by-code")}</h3>
            <ul class="finding-groups">
                {groups.into_iter().map(|(code, count)| view! { <Group code count /> }).collect_view()}
            </ul>
        </section>
    }
}

/// One kind of finding: its sentence, how many there are, its code; unfolded, each of them.
#[component]
fn Group(code: String, count: u32) -> impl IntoView {
    let open = RwSignal::new(false);
    let (named, lines) = (code.clone(), code.clone());
    let fold = NodeRef::<html::Details>::new();
    let toggled = move |_: ev::Event| {
        open.set(fold.get_untracked().is_some_and(|fold| fold.open()));
    };
    view! {
        <li>
            <details class="finding-group" node_ref=fold on:toggle=toggled data-test="finding-group">
                <summary>
                    <span class="finding-sentence">{move || code_text(&named)}</span>
                    <span class="finding-count">{move || format::number(count.into())}</span>
                    <code class="finding-code">{code}</code>
                </summary>
                <Show when=move || open.get()>
                    <Lines code=lines.clone() count />
                </Show>
            </details>
        </li>
    }
}

#[component]
fn Lines(code: String, count: u32) -> impl IntoView {
    let read = RwSignal::new(Vec::<Finding>::new());
    let failed = RwSignal::new(None::<ApiError>);
    let more = Callback::new(move |()| {
        let page = Page { offset: read.with_untracked(Vec::len) as u32, limit: PAGE };
        let code = code.clone();
        spawn_local(async move {
            // The hiker may have folded the list or left the screen meanwhile.
            match use_backend().ask(OpenFindings { code, page }).await {
                Ok(found) => {
                    failed.try_set(None);
                    read.try_update(|read| read.extend(found));
                }
                Err(error) => {
                    failed.try_set(Some(error));
                }
            }
        });
    });
    more.run(());
    let shown = move || read.with(Vec::len) as u32;
    view! {
        <ol class="findings finding-lines" data-test="finding-lines">
            <For each=move || read.get().into_iter().enumerate() key=|(index, _)| *index let((_, finding))>
                <Line finding />
            </For>
        </ol>
        {move || failed.get().map(|error| view! { <Failed error retry=more /> })}
        <Show when=move || shown() == 0 && failed.with(Option::is_none)>
            <Waiting />
        </Show>
        <Show when=move || (1..count).contains(&shown())>
            <button type="button" class="button" on:click=move |_| more.run(())>
                {move || {
                    let (shown, all) = (format::number(shown().into()), format::number(count.into()));
                    tf("about-findings-more", &[("shown", Arg::Text(&shown)), ("all", Arg::Text(&all))])
                }}
            </button>
        </Show>
    }
}

#[component]
fn Line(finding: Finding) -> impl IntoView {
    let subject = finding.place.subject.clone();
    let line = finding.place.line.map(|line| line.to_string());
    view! {
        <li class="finding">
            {move || finding_text(&finding)}
            <span class="finding-place">
                {subject} " "
                {move || line.as_ref().map(|line| tf("about-finding-line", &[("line", Arg::Text(line))]))}
            </span>
        </li>
    }
}

/// One entry a code: the gravest kinds first, then the most frequent.
fn by_code(findings: Vec<FindingCount>) -> Vec<(String, u32)> {
    let mut groups: Vec<FindingCount> = Vec::new();
    for one in findings {
        match groups.iter_mut().find(|group| group.code == one.code) {
            Some(group) => {
                group.count += one.count;
                group.severity = group.severity.max(one.severity);
            }
            None => groups.push(one),
        }
    }
    groups.sort_by(|a, b| (b.severity, b.count, &a.code).cmp(&(a.severity, a.count, &b.code)));
    groups.into_iter().map(|group| (group.code, group.count)).collect()
}

fn total(findings: &[FindingCount], severity: Severity) -> u32 {
    findings.iter().filter(|one| one.severity == severity).map(|one| one.count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_summed_by_severity() {
        let finding = |severity, count| FindingCount { code: "x".to_owned(), severity, count };
        let findings = [finding(Severity::Info, 3), finding(Severity::Error, 1), finding(Severity::Info, 4)];
        assert_eq!(total(&findings, Severity::Info), 7);
        assert_eq!(total(&findings, Severity::Warning), 0);
    }

    #[test]
    fn grave_kinds_come_first_and_a_code_stands_once() {
        let one = |code: &str, severity, count| FindingCount { code: code.to_owned(), severity, count };
        let groups = by_code(vec![
            one("a", Severity::Info, 90),
            one("b", Severity::Warning, 2),
            one("c", Severity::Warning, 5),
            one("b", Severity::Info, 10),
        ]);
        assert_eq!(groups, [("b".to_owned(), 12), ("c".to_owned(), 5), ("a".to_owned(), 90)]);
    }
}
