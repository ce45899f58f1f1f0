//! What a text is cut into: words, numbers and marks, each a range of the text.

/// A word's place in the lexicon; [`WordId::UNKNOWN`] for every word that is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct WordId(pub u16);

impl WordId {
    /// A word that the lexicon does not hold.
    pub const UNKNOWN: Self = Self(0);
}

/// One token: a range of the text, what it is, and what stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word in the lexicon.
    pub word: WordId,
    /// The classes of that word, kept here because every rule asks for them.
    pub classes: u64,
    /// Tells most words apart at a glance: see [`mark`](super::key::mark).
    pub mark: u32,
    /// What sort of token it is.
    pub kind: Kind,
    /// The space before it.
    pub gap: Gap,
}

/// What sort of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes inside; or initials with points (`U.S.`).
    Word,
    /// `'s` after a word.
    Possessive,
    /// Digits with points and commas between them, and an exponent.
    Number,
    /// `½`, `¾` and their like.
    Fraction,
    /// The sign of a currency.
    Sign,
    /// `-`.
    Hyphen,
    /// `–`, `—`, `−`.
    Dash,
    /// `.`, `!`, `?`, `…`.
    Stop,
    /// `,`.
    Comma,
    /// `:` or `;`.
    Colon,
    /// A quotation mark of any kind.
    Quote,
    /// `(`, `[`, `)`, `]`.
    Bracket,
    /// Anything else.
    Other,
    /// Past the last token.
    End,
}

/// The space before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// None: it is glued to the token before.
    None,
    /// Blanks.
    Space,
    /// One line end.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// The token past the end of every text.
pub(super) const END: Token = Token {
    start: u32::MAX,
    end: u32::MAX,
    word: WordId::UNKNOWN,
    classes: 0,
    mark: 0,
    kind: Kind::End,
    gap: Gap::Paragraph,
};
