namespace Unpark.Knowledge;

/// <summary>What a wait reason alone says about a leak.</summary>
internal enum LeakChance
{
    /// <summary>Ends by itself, or belongs to the runtime.</summary>
    Never,

    /// <summary>A leak if what would end the wait never comes.</summary>
    Possible,

    /// <summary>Nothing can end the wait.</summary>
    Always,
}
