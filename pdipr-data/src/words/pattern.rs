//! One message of a catalogue to its text: variables are put in, choices made by a word, a number or the plural.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{Arg, Tongue};

type Args<'a> = &'a [(&'a str, Arg<'a>)];

/// The messages of a catalogue with their keys.
pub fn messages(
    catalogue: Resource<&'static str>,
) -> impl Iterator<Item = (&'static str, Pattern<&'static str>)> {
    catalogue.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value?)),
        _ => None,
    })
}

pub fn write(pattern: &Pattern<&str>, tongue: Tongue, args: Args<'_>, out: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => write_expression(expression, tongue, args, out),
        }
    }
}

fn write_expression(expression: &Expression<&str>, tongue: Tongue, args: Args<'_>, out: &mut String) {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            out.push_str(&unescape_unicode_to_string(value));
        }
        Expression::Inline(InlineExpression::VariableReference { id }) => match argument(args, id.name) {
            Some(Arg::Text(text)) => out.push_str(text),
            Some(Arg::Count(count)) => out.push_str(&count.to_string()),
            None => {
                // As Fluent shows it: the gap is seen and nothing breaks.
                out.push_str("{$");
                out.push_str(id.name);
                out.push('}');
            }
        },
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let chosen = argument(args, id.name)
                .and_then(|value| variants.iter().find(|variant| suits(variant, value, tongue)))
                .or_else(|| variants.iter().find(|variant| variant.default));
            if let Some(variant) = chosen {
                write(&variant.value, tongue, args, out);
            }
        }
        // Terms, functions and attributes: no catalogue of the house has them.
        Expression::Inline(_) | Expression::Select { .. } => out.push_str("{?}"),
    }
}

fn argument<'a>(args: Args<'a>, name: &str) -> Option<Arg<'a>> {
    args.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn suits(variant: &Variant<&str>, value: Arg<'_>, tongue: Tongue) -> bool {
    match (&variant.key, value) {
        (VariantKey::Identifier { name }, Arg::Text(text)) => *name == text,
        (VariantKey::Identifier { name }, Arg::Count(count)) => *name == plural(tongue, count),
        (VariantKey::NumberLiteral { value }, Arg::Count(count)) => value.parse() == Ok(count),
        (VariantKey::NumberLiteral { .. }, Arg::Text(_)) => false,
    }
}

/// The plural's name in Unicode's rules. (French has `many` too, for whole millions; no text of ours tells it apart.)
fn plural(tongue: Tongue, count: u32) -> &'static str {
    match (tongue, count) {
        (Tongue::French, 0 | 1) | (Tongue::English, 1) => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

    use super::super::*;

    fn as_fluent(tongue: Tongue, source: &str, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let language = if tongue == Tongue::French { "fr" } else { "en" };
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
        let mut values = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, *text),
                Arg::Count(count) => values.set(*name, *count),
            }
        }
        let pattern = bundle.get_message(key).unwrap().value().unwrap();
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// The names of the variables in a catalogue.
    fn variables(source: &str) -> Vec<&str> {
        let name =
            |rest: &'static str| rest.split(|one: char| !one.is_ascii_alphanumeric() && one != '-').next();
        let source: &'static str = source.to_owned().leak();
        source.split('$').skip(1).filter_map(name).collect()
    }

    fn agrees(tongue: Tongue, source: &'static str) {
        let words = Words::new(tongue, &[source]).unwrap();
        let names = variables(source);
        let values = [0, 1, 2, 21, 1_000_000].map(Arg::Count).into_iter();
        let values = values.chain(["none", "far", "several", "« 2 km »"].map(Arg::Text));
        let mut cases: Vec<Vec<(&str, Arg<'_>)>> =
            values.map(|value| names.iter().map(|name| (*name, value)).collect()).collect();
        cases.push(Vec::new());
        for key in words.messages.keys() {
            for args in &cases {
                assert_eq!(words.text_with(key, args), as_fluent(tongue, source, key, args), "{key}");
            }
        }
        assert!(!words.messages.is_empty());
    }

    #[test]
    fn every_finding_reads_as_fluent_itself_says_it() {
        for source in [FINDINGS_FR, FINDINGS_GPX_FR] {
            agrees(Tongue::French, source);
        }
        for source in [FINDINGS_EN, FINDINGS_GPX_EN] {
            agrees(Tongue::English, source);
        }
    }

    #[test]
    fn literals_choices_and_several_lines_read_as_fluent_itself_says_them() {
        let source = "separator = ,{ \" \" }\nlines =\n    one { $a }\n      two\n\n    three\n\
             several = { $n ->\n    [0] none\n    [one] { $n } way\n   *[other] { $n } ways { $far ->\n        [far] far\n       *[near] near\n    }\n}\n";
        agrees(Tongue::French, source);
        agrees(Tongue::English, source);
    }
}
