namespace Unpark.Collectors.GoTest;

/// <summary>The tests could not be run, or not be watched: what stands in the way, and what to do.</summary>
public sealed class GoTestException(string message, Exception? inner = null) : Exception(message, inner);
