using Unpark.Findings;

namespace Unpark.Patches;

/// <summary>Why a finding has no patch, in a sentence: what only its author can decide.</summary>
internal static class WhyNone
{
    public static string Of(Finding finding) => finding.Rule.Name switch
    {
        "lock-order" => "which of the two locks comes first is a rule of the program: decide it, and take them in that order everywhere",
        "empty-select" => "what shall end it is for its author to say: a context, or a channel that is closed",
        "request-without-limit" or "server-without-timeouts" or "connection-without-deadline" => "how long the other side may take is for its author to say",
        "endless-timer-loop" or "endless-loop" => "no context or channel at hand says when the loop shall end",
        _ => "every change that could end it might change what the program does; the fix says what to think about",
    };
}
