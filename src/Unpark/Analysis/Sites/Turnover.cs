using Unpark.Analysis.Series;

namespace Unpark.Analysis.Sites;

/// <summary>The goroutines of one place in the first and in the last of several moments.</summary>
/// <param name="Moments">How many moments with ids were compared.</param>
/// <param name="Stayed">Of those before, how many waited there in every moment.</param>
internal sealed record Turnover(int Moments, long Before, long After, long Stayed)
{
    public long Left => Before - Stayed;

    public long Came => After - Stayed;

    public bool NobodyLeft => Before > 0 && Stayed == Before;

    /// <summary>Enough came and went to say that goroutines pass through here.</summary>
    public bool IsPassage => Before >= 8 && Stayed * 5 < Before;
}
