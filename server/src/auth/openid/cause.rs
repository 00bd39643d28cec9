//! What went wrong at the provider, in words for the log: never what it quotes of tokens, codes or persons.

use openidconnect::core::CoreErrorResponseType;
use openidconnect::{
    ClaimsVerificationError, RequestTokenError, SignatureVerificationError, StandardErrorResponse,
    UserInfoError,
};

use super::Refusal;
use super::fetch::FetchError;
use crate::said::said;

pub fn of_token(
    error: &RequestTokenError<FetchError, StandardErrorResponse<CoreErrorResponseType>>,
) -> (String, Refusal) {
    match error {
        RequestTokenError::Request(error) => (said(error), Refusal::Away),
        RequestTokenError::ServerResponse(answer) => {
            let code: &str = answer.error().as_ref();
            (format!("the provider says {}", plain(code)), Refusal::Unproven)
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            ("an answer that cannot be read".into(), Refusal::Unproven)
        }
    }
}

pub fn of_user_info(error: &UserInfoError<FetchError>) -> (String, Refusal) {
    match error {
        UserInfoError::Request(error) => (said(error), Refusal::Away),
        UserInfoError::ClaimsVerification(error) => (of_claims(error).into(), Refusal::Unproven),
        UserInfoError::Response(status, ..) => (format!("status {}", status.as_u16()), Refusal::Unproven),
        _ => ("an answer that cannot be read".into(), Refusal::Unproven),
    }
}

pub fn of_claims(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "meant for another client",
        ClaimsVerificationError::InvalidIssuer(_) => "of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "another nonce",
        ClaimsVerificationError::InvalidSubject(_) => "of another person",
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            "signed with a key that the provider does not publish"
        }
        ClaimsVerificationError::SignatureVerification(_) => "not signed as it should be",
        _ => "not as it should be",
    }
}

/// A code of the protocol, and nothing else that somebody might have put there.
pub fn plain(code: &str) -> &str {
    let is_code = code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_code { code } else { "something else" }
}
