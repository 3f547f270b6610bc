using Unpark.Model.Profiles;

namespace Unpark.Model;

/// <summary>How many goroutines have one stack.</summary>
/// <param name="Stack">The <see cref="StackHash"/> of its frames.</param>
internal readonly record struct StackCount(ulong Stack, long Count);
