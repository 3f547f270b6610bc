using System.Globalization;
using Unpark.Analysis.WaitFor;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Deadlocks;

/// <summary>The wording that findings of deadlocks share.</summary>
internal static class DeadlockWords
{
    /// <summary>"goroutine 18"; where the evidence has no ids, "3 goroutines".</summary>
    public static string NameOf(Party party) =>
        party.Site.IsMain ? "main" : party.Id != 0 ? $"goroutine {party.Id.ToString(CultureInfo.InvariantCulture)}" : Words.Goroutines(party.Site.Count);

    /// <summary>"lock 0xc0000b4020", "channel", "WaitGroup"</summary>
    public static string ObjectOf(Party party) => party.Kind switch
    {
        _ when party.Lock is { Address: > 0 and var address } => $"lock {Address(address)}",
        _ when party.Lock is { Owner: > 0 and var owner } => $"lock in {Address(owner)}",
        _ when party.Lock is not null => "lock",
        WaitKind.WaitGroup => "WaitGroup",
        WaitKind.Cond => "Cond",
        WaitKind.Select => "select",
        _ => "channel",
    };

    /// <summary>Each link as a sentence, those that make the deadlock first.</summary>
    public static IEnumerable<string> Links(Deadlock deadlock, int most)
    {
        foreach (var link in deadlock.Links.Take(most)) yield return Sentence(link);
        if (deadlock.Links.Length > most) yield return $"and {deadlock.Links.Length - most} more wait behind them";
    }

    /// <summary>Why it is no rush on a lock that passes; null when nothing rules that out.</summary>
    public static string? RuledOut(Deadlock deadlock) => deadlock switch
    {
        _ when deadlock.Links.All(link => link.From.Site.Leaked > 0) => null,
        { IsQuiet: true } => "a rush on a lock that passes: somebody on the way to Unlock would run, and nothing of the program's own runs, sleeps or waits for the outside world",
        { IsSettled: true, Minutes: > 0 and var minutes } => $"a rush on a lock that passes: every wait for it lasts {Words.AtLeast(minutes)}, and locks are held for microseconds",
        { IsSettled: true } => "a rush on a lock that passes: the same goroutines wait at the same lines in the first and the last moment",
        { Basis: Basis.Address } => "a rush on a lock that passes: everybody who works on these objects waits for one of them",
        _ => null,
    };

    public static IEnumerable<string> Unknown(Deadlock deadlock)
    {
        if (deadlock.Kind is not DeadlockKind.HeldWhileWaiting)
            yield return "who locked first: a traceback shows where goroutines are, not what they did before; the source of the functions named here does";
        foreach (var party in deadlock.Doubtful.Take(2))
            yield return $"whether {NameOf(party)}, inside {GoFunctionName.Short(deadlock.Links[0].From.Lock!.Scope)} too, holds it: it waits for another lock {Words.At(party.Site)}";
        if (deadlock.Basis < Basis.Address && deadlock.Links.Any(link => link.To is not null))
            yield return "whether it is the very same object: this evidence prints no sure address there, types and functions agree"
                + (deadlock.Links.All(link => link.From.Id == 0) ? "; a traceback (debug=2) prints more" : "");
    }

    /// <summary>The function without its folder: "(*cart).average", "transfer".</summary>
    public static string Function(Party party, int frame) => GoFunctionName.Short(party.Stack.FunctionAt(frame));

    public static string Address(ulong address) => "0x" + address.ToString("x", CultureInfo.InvariantCulture);

    private static string Sentence(WaitLink link) => link switch
    {
        { To: null } => $"{Waits(link.From)}; no goroutine in this evidence shows that it holds it",
        { From: var from, To: var to } when from == to => $"{Waits(from)}, from within {OuterOf(from)}{(link.Basis == Basis.Address ? ", called on the same object" : "")}",
        { From.Kind: WaitKind.RWMutexRead, To: { Kind: WaitKind.RWMutexWrite } writer } => $"{Waits(link.From)}, behind a writer: {NameOf(writer)}, {Tie(link)}, {Do(writer)} {Words.At(writer.Site)}",
        { From.Lock: not null, To: { } to } => $"{Waits(link.From)}; {NameOf(to)} may hold it: {(to.Id == 0 && to.Site.Count > 1 ? "they" : "it")} {Do(to)} {Words.At(to.Site)}, {Tie(link)}",
        { To: { } to } => $"{Waits(link.From)}; {NameOf(to)}, {Tie(link)}, {Do(to)} {Words.At(to.Site)}",
    };

    private static string Waits(Party party) => $"{NameOf(party)} {Do(party)} {Words.At(party.Site)}" + (party.Lock is { Address: > 0 and var address } ? $" ({Address(address)})" : "");

    /// <summary>"waits to send" of one goroutine, "wait to send" of a group.</summary>
    public static string Do(Party party) => Words.Do(party.Site, party.Id == 0 ? party.Site.Count : 1);

    private static string Tie(WaitLink link) => link switch
    {
        { Basis: Basis.Address, From.Lock: { } wanted } => $"inside code that works on the same object, {Address(wanted.Owner == 0 ? wanted.Address : wanted.Owner)}",
        { Basis: Basis.Address } => "inside code that works on the same object",
        { Basis: Basis.Names, From.Lock: { } wanted } => $"inside {GoFunctionName.Short(wanted.Scope)} too",
        { Basis: Basis.Names } => "inside the same code",
        { From: var from, To: { } to } when to.IsChildOf(from) => "which it started",
        { From: var from, To: { } to } when from.IsChildOf(to) => "which started it",
        _ => "started by the same function",
    };

    /// <summary>The function further out that may have taken the lock.</summary>
    public static string OuterOf(Party party)
    {
        var wanted = party.Lock!;
        for (var i = party.Stack.Scopes.Length - 1; i > wanted.Frame; i--)
        {
            if (party.Stack.Scopes[i] == wanted.Scope) return Function(party, i);
        }
        return GoFunctionName.Short(wanted.Scope);
    }
}
