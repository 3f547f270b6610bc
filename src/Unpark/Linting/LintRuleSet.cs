using System.Collections.Immutable;
using Unpark.Linting.Channels;
using Unpark.Linting.Locks;
using Unpark.Linting.Resources;

namespace Unpark.Linting;

/// <summary>All rules that stand without evidence, in the order of their ids.</summary>
public static class LintRuleSet
{
    public static ImmutableArray<LintRule> All { get; } =
    [
        new SendNobodyReceives(),
        new NeverMadeChannel(),
        new NeverClosedChannel(),
        new TimeAfterInLoop(),
        new LockedTwice(),
        new LockKeptOnReturn(),
        new UnlockedTwice(),
        new AddInGoroutine(),
        new CancelThrownAway(),
        new BodyLeftOpen(),
        new ContextOfEndedRequest(),
    ];
}
