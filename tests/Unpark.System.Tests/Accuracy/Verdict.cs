namespace Unpark.Tests.Accuracy;

/// <summary>What was said of one program, held against what is stuck in it.</summary>
/// <param name="Innocent">Places where goroutines wait for good that a dump alone cannot tell from stuck ones: said or not said, both are right.</param>
internal sealed record Verdict(string Program, IReadOnlyList<Stuck> Stuck, IReadOnlyList<Said> Said, IReadOnlyList<Stuck> Innocent)
{
    public IEnumerable<(Stuck Place, Said? Said)> Places => Stuck.Select(place => (place, Said.Where(place.IsAt).FirstOrDefault()));

    public int Found => Places.Count(place => place.Said is not null);

    public int AboveNote => Places.Count(place => place.Said is { IsAboveNote: true });

    public int ClassRight => Places.Count(place => place.Said is { } said && place.Place.Classes.Contains(said.Class));

    public int Proven => Places.Count(place => place.Said is { Confidence: "proven" });

    /// <summary>Loud findings at places where nothing is stuck.</summary>
    public IEnumerable<Said> Wrong => Said.Where(said => said.IsAboveNote && !Stuck.Concat(Innocent).Any(place => place.IsAt(said)));

    public IEnumerable<string> Misses => Places
        .Where(place => place.Said is null || !place.Place.Classes.Contains(place.Said.Class))
        .Select(place => $"{Program} {place.Place}: expected {string.Join(" or ", place.Place.Classes)}{(place.Place.Cause.Length > 0 ? $" ({place.Place.Cause})" : "")}, {(place.Said is { } said ? $"said {said}" : "nothing said")}");
}
