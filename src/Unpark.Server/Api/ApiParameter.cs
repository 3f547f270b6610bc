namespace Unpark.Server.Api;

/// <summary>A value in the query of a request.</summary>
/// <param name="Type">As JSON Schema calls it: "string", "integer".</param>
internal sealed record ApiParameter(string Name, string Description, string Type = "string", bool IsRequired = false)
{
    public static readonly ApiParameter
        From = new("from", "Begin of the time, RFC 3339 or seconds since 1970; a day before its end unless given"),
        To = new("to", "End of the time, RFC 3339 or seconds since 1970; now unless given"),
        Points = new("points", "Stretches that the time is divided into, at most", "integer"),
        Places = new("places", "The largest places, at most so many; all unless given", "integer"),
        Instance = new("instance", "Key of one instance; all unless given");
}
