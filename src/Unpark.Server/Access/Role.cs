namespace Unpark.Server.Access;

/// <summary>What an address asks of its caller.</summary>
internal enum Role
{
    /// <summary>Nothing: probes of a supervisor have no token.</summary>
    None,
    Read,

    /// <summary>Everything else: notes, evidence, looks. Who may write may read.</summary>
    Write,
}
