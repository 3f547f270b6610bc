namespace Unpark.Analysis.WaitFor;

/// <summary>What a link between two goroutines rests on, weakest first.</summary>
internal enum Basis
{
    /// <summary>One function started both, or one the other.</summary>
    Family,

    /// <summary>Both are inside methods of one type, or inside one function and its closures.</summary>
    Names,

    /// <summary>Both work on the object at one address.</summary>
    Address,
}
