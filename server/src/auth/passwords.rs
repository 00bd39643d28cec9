//! Passwords, kept as argon2id. Each takes some 20 ms and 19 MiB to check, so only few are checked at once.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::failure::Failure;

/// Checked at the same time.
const AT_ONCE: usize = 2;
/// Waiting for their turn.
const WAITING: usize = 16;
/// Shortest and longest, in bytes.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=200;

/// Why a password cannot be one.
#[derive(Debug, thiserror::Error)]
pub enum BadPassword {
    #[error("a password has {} to {} bytes", LENGTH.start(), LENGTH.end())]
    Length,
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
}

/// The password in the PHC format of argon2id.
pub fn hash(password: &str) -> Result<String, BadPassword> {
    if !LENGTH.contains(&password.len()) {
        return Err(BadPassword::Length);
    }
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(BadPassword::Hash)?;
    Ok(hash.to_string())
}

/// Checks passwords, a few at a time, on threads that may be busy.
#[derive(Debug)]
pub struct Passwords {
    turns: Semaphore,
    waiting: Semaphore,
    /// Checked where there is no such account, so that both take the same time.
    nobody: String,
}

impl Passwords {
    pub fn new() -> Result<Self, BadPassword> {
        let nobody = hash("a password that nobody has")?;
        Ok(Passwords { turns: Semaphore::new(AT_ONCE), waiting: Semaphore::new(WAITING), nobody })
    }

    /// Whether it is the password; `kept` is `None` where there is no account, or none with a password.
    pub async fn check(&self, password: String, kept: Option<&str>) -> Result<bool, Failure> {
        let _place = self.waiting.try_acquire().map_err(|_| Failure::unavailable(5))?;
        let _turn = self.turns.acquire().await.map_err(|_| Failure::unavailable(5))?;
        let known = kept.is_some();
        let kept = kept.unwrap_or(&self.nobody).to_owned();
        let right = tokio::task::spawn_blocking(move || verify(&password, &kept));
        let right = right.await.map_err(|error| Failure::internal("password", &error))?;
        Ok(right && known)
    }
}

fn verify(password: &str, kept: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else { return false };
    password.len() <= *LENGTH.end() && Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself_is_right() {
        let passwords = Passwords::new().unwrap();
        let kept = hash("le sentier des douaniers").unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(passwords.check("le sentier des douaniers".into(), Some(&kept)).await.unwrap());
        assert!(!passwords.check("le sentier des Douaniers".into(), Some(&kept)).await.unwrap());
        assert!(!passwords.check("a password that nobody has".into(), None).await.unwrap());
    }

    #[test]
    fn a_short_password_is_refused() {
        assert!(matches!(hash("trop court"), Err(BadPassword::Length)));
    }
}
