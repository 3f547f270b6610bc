using Unpark.Findings;

namespace Unpark.Patches;

/// <summary>Why a finding has no patch, in a sentence: what only its author can decide.</summary>
internal static class WhyNone
{
    public static string Of(Finding finding) => OfCause(finding.Cause?.Name) ?? OfRule(finding.Rule.Name) ?? "every change that could end it might change what the program does; the fix says what to think about";

    // The source tells more than the evidence.
    private static string? OfCause(string? cause) => cause switch
    {
        "lock-order" => "both orders have work between the two locks, or take the same field of two objects: decide which lock comes first, by a number of the objects if need be, and take them so everywhere",
        "read-lock-twice" => "the inner function locks in the middle of its work: split it in two, one that wants the lock held and one that takes it",
        "double-lock" => "the lock is taken again in the middle of other work: split that function in two, one that wants the lock held and one that takes it",
        "blocked-under-lock" => "what it waits for needs the lock: decide what may be done after the unlock, and move the wait there",
        "missing-unlock" => "what is done behind the way out that keeps the lock may count on it: unlock there, or defer the unlock, whichever is meant",
        "no-sender" => "nobody ever sends or closes: decide who is to, or what else shall end the wait",
        "no-receiver" => "nobody ever receives: decide who is to, or whether the value is wanted at all",
        "nil-channel" => "how large the channel shall be, and who else is to have it, is for its author to say: make it before it is used",
        "never-stopped" => "who owns it, and when it has served, is for its author to say: that is where it must be stopped",
        "endless-loop" or "ticker-loop" => "no context at hand says when the loop shall end, or leaving it there would leave something undone: pass one, defer what must come, and return when it is done",
        "missed-done" => "Done stands in the middle of other work, or the goroutine is handed the group: call it by defer in the goroutine that is counted",
        "missed-signal" => "what the waiter waits for is not to be read from the source: wait in a loop that looks at it, and signal after it has changed",
        "count-mismatch" => "the number that Add counts and the goroutines that call Done differ by a rule of the program: count each goroutine where it is started",
        "wait-before-receive" or "wait-before-send" or "wait-before-close" => "the wait stands before what its goroutines need, and more than a line would have to move: exchange values first, or in a goroutine of its own, and wait then",
        "circular-wait" => "each waits for the other in turn: decide which of the two goes first",
        "unbounded-spawning" => "how many may run at once is for its author to say: a semaphore, or workers that take jobs from a channel",
        "early-return" or "timeout-path" or "n-cast" => "how many values are sent is not to be read from the source, or more is done behind the send: give the sender a way out, by a context or a channel that is closed",
        "unclosed-range" => "the channel is sent to from several places: close it where it is sure that all of them have ended",
        _ => null,
    };

    private static string? OfRule(string rule) => rule switch
    {
        "lock-order" => "which of the two locks comes first is a rule of the program: decide it, and take them in that order everywhere",
        "empty-select" => "what shall end it is for its author to say: a context, or a channel that is closed",
        "request-without-limit" => "how long the other side may take is for its author to say: http.Client has Timeout, a request takes a context with a deadline",
        "server-without-timeouts" => "how long clients may take is for its author to say: http.Server has ReadHeaderTimeout and IdleTimeout",
        "connection-without-deadline" => "how long the other side may take is for its author to say: SetReadDeadline before each read, or a context that closes the connection",
        "pool-never-shut-down" or "library-not-stopped" or "stop-does-not-stop" => "who owns it, and when it has served, is for its author to say: that is where it must be stopped",
        "waitgroup-never-done" => "who was to call Done is not to be read from the source: call it by defer in each goroutine that Add counts",
        "context-never-cancelled" => "when its work has served is for its author to say: that is where cancel must be called",
        "endless-timer-loop" or "endless-loop" => "no context or channel at hand says when the loop shall end: pass one, and return when it is done",
        _ => null,
    };
}
