//! The names under which staff signs in.

use protocol::limits;

/// The name as an account has it: lower case, nothing around it. `None` where no account can be called so.
pub fn of_account(typed: &str) -> Option<String> {
    let name = typed.trim().to_lowercase();
    let wrong = name.is_empty() || name.len() > limits::NAME || name.chars().any(char::is_control);
    (!wrong).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_plain_and_in_lower_case() {
        assert_eq!(of_account(" Agence\n").as_deref(), Some("agence"));
        for typed in ["", " ", "a\u{0}b", &"a".repeat(limits::NAME + 1)] {
            assert_eq!(of_account(typed), None, "{typed:?}");
        }
    }
}
