using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Rules.Races;

/// <summary>The tests in which races happened, from the stacks of the reports: where a report stands in the output says nothing with parallel tests.</summary>
internal static class RaceTests
{
    public static ImmutableArray<TestOrigin> Of(RacePair pair) =>
    [
        .. pair.Races.SelectMany(TestsOf)
            .GroupBy(test => (test.Name, test.Sure))
            .Select(same => new TestOrigin("", same.Key.Name, same.LongCount(), same.Key.Sure))
            .OrderBy(test => test.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Name, bool Sure)> TestsOf(Race race) =>
        race.Previous.Append(race.Access).Select(access => access.Stack)
            .Concat(race.Creators.Select(creator => creator.Stack).Where(stack => !StartsTest(stack)))
            .Select(TestOf).OfType<(string, bool)>().Distinct();

    // t.Run in the parent of a subtest.
    private static bool StartsTest(CallStack stack) => stack.Leaf is { Function: "testing.(*T).Run" };

    // The function that package testing calls; a closure is a subtest, which stacks do not name.
    private static (string Name, bool Sure)? TestOf(CallStack stack)
    {
        for (var i = 1; i < stack.Frames.Length; i++)
        {
            if (!stack.Frames[i].Function.StartsWith("testing.", StringComparison.Ordinal)) continue;
            var function = stack.Frames[i - 1].Function;
            if (TestNames.EnclosingTest(function) is { } test) return (test, !GoFunctionName.Parse(function).IsClosure);
        }
        return null;
    }
}
