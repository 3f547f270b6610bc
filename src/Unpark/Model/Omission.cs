namespace Unpark.Model;

/// <summary>Evidence that was not taken, why, and how to get it.</summary>
/// <param name="What">"traceback (debug=2)", "leak profile".</param>
/// <param name="Why">"it would stop the program for about 4 s (102,705 goroutines); the budget is 100 ms".</param>
/// <param name="HowToGet">"--allow-stop 5s"; null when it cannot be had.</param>
public sealed record Omission(string What, string Why, string? HowToGet = null);
