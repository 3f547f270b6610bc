using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>A lock that a goroutine may hold at some place.</summary>
/// <param name="By">The operation that took it; of a helper that locks for its caller, the one inside the helper.</param>
/// <param name="At">Where the function itself got it: the operation, or the call of the helper.</param>
internal sealed record HeldLock(Variable Lock, bool IsRead, Operation By, GoSyntax.Node At)
{
    public bool Is(Operation operation) => operation.Target is { } target && (target == Lock || target.Origins.Exists(Lock.Origins.Contains));
}
