namespace Unpark.GoSyntax.Tokens;

/// <summary>The words of the language, named as in go/token.</summary>
public enum Token : byte
{
    Illegal, EOF,

    // With a text of their own.
    Ident, Int, Float, Imag, Char, String,

    // Binary operators, loosest first: || && then comparisons, sums, products.
    LOr, LAnd,
    Eql, NotEql, Lss, Leq, Gtr, Geq,
    Add, Sub, Or, Xor,
    Mul, Quo, Rem, Shl, Shr, And, AndNot,

    Assign, Define,
    AddAssign, SubAssign, MulAssign, QuoAssign, RemAssign,
    AndAssign, OrAssign, XorAssign, ShlAssign, ShrAssign, AndNotAssign,

    Inc, Dec, Not, Tilde, Arrow, Ellipsis, Comma, Period, Semicolon, Colon,
    LParen, RParen, LBrack, RBrack, LBrace, RBrace,

    Break, Case, Chan, Const, Continue, Default, Defer, Else, Fallthrough, For, Func, Go, Goto,
    If, Import, Interface, Map, Package, Range, Return, Select, Struct, Switch, Type, Var,
}
