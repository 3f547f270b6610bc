namespace Unpark.Server.Api;

/// <param name="Error">A sentence.</param>
internal sealed record ErrorAnswer(string Error);
