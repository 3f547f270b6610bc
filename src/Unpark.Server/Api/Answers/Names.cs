namespace Unpark.Server.Api.Answers;

/// <summary>Names that callers give to things.</summary>
internal static class Names
{
    private const int Most = 200;

    /// <exception cref="Access.RefusalException">It is empty, too long, or no line of text.</exception>
    public static string Require(string name, string what)
    {
        if (name.Trim().Length == 0 || name.Length > Most || name.Any(char.IsControl)) throw ApiCall.Bad($"{what}: expected a line of 1 to {Most} characters");
        return name;
    }
}
