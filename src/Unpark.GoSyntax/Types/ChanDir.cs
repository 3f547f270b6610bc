namespace Unpark.GoSyntax.Types;

/// <summary>What a channel type allows.</summary>
[Flags]
public enum ChanDir
{
    None = 0,

    Send = 1,

    Recv = 2,

    Both = Send | Recv,
}
