//! Why nobody came in by OpenID Connect, as the browser is told.

/// What went wrong is in the log; this is what whoever wanted to sign in can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The provider cannot be reached, or says nothing that can be understood.
    Away,
    /// It was not begun in this browser, or too long ago.
    Unbound,
    /// The provider itself said no, or the person did there.
    Declined,
    /// What the provider answered is not proven to be meant for this sign-in.
    Unproven,
    /// The provider does not say, or has not verified, what names the account.
    Unnamed,
    /// There is no account of that name.
    Unknown,
    /// This server has too much to do, or failed.
    Busy,
}

impl Refusal {
    const ALL: [Refusal; 7] = [
        Refusal::Away,
        Refusal::Unbound,
        Refusal::Declined,
        Refusal::Unproven,
        Refusal::Unnamed,
        Refusal::Unknown,
        Refusal::Busy,
    ];

    /// In addresses and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Refusal::Away => "away",
            Refusal::Unbound => "unbound",
            Refusal::Declined => "declined",
            Refusal::Unproven => "unproven",
            Refusal::Unnamed => "unnamed",
            Refusal::Unknown => "unknown",
            Refusal::Busy => "busy",
        }
    }

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.word() == word)
    }
}
