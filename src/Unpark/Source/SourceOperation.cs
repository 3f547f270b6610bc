namespace Unpark.Source;

/// <summary>What the evidence says a line does.</summary>
public enum SourceOperation
{
    /// <summary>It does not say.</summary>
    Any,
    Send,

    /// <summary><c>&lt;-ch</c>, or a range over a channel.</summary>
    Receive,
    Select,
    Call,
}
