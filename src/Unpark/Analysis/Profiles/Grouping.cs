namespace Unpark.Analysis.Profiles;

/// <summary>What the rows of a table over a profile are.</summary>
public enum Grouping
{
    /// <summary>The line where a goroutine waits as its owner sees it: a sample counts at its first frame that is neither the runtime's nor a library's.</summary>
    Site,

    /// <summary>Functions, as <c>go tool pprof</c> has them: a sample counts at its leaf.</summary>
    Function,

    /// <summary>Lines of functions, counted at the leaf.</summary>
    Line,
}
