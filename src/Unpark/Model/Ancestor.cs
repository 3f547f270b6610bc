namespace Unpark.Model;

/// <summary>One "[originating from goroutine N]:" block of a traceback.</summary>
public sealed record Ancestor(long Id, CallStack Stack, Frame? CreatedBy);
