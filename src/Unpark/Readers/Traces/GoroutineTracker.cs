using System.Runtime.CompilerServices;
using Unpark.Knowledge.Traces;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces;

/// <summary>The goroutines of a trace and what becomes of them. A goroutine is named by a slot, which is used again when it ended.</summary>
internal sealed class GoroutineTracker(int maxGoroutines, TraceReasonTable reasons)
{
    private readonly IdTable _slots = new();
    private readonly Stack<int> _free = new();
    private readonly short _forever = reasons.Add(TraceReasons.Forever);
    private readonly short _blocked = reasons.Add(TraceReasons.SyscallBlocked);
    private TracedGoroutine[] _goroutines = new TracedGoroutine[64];
    private int _used;

    public TraceTally Tally { get; } = new();

    public int Alive => _slots.Count;

    public ref TracedGoroutine this[int slot] => ref _goroutines[slot];

    /// <summary>-1 for a goroutine that does not live.</summary>
    public int Find(ulong id) => _slots.Find(id);

    /// <param name="state">NotExist for one that is created now, Undetermined for one that was there before the trace.</param>
    /// <returns>Its slot; -1 when there are too many.</returns>
    public int Add(ulong id, GoroutineState state, long time)
    {
        if (Alive >= maxGoroutines) return -1;
        if (!_free.TryPop(out var slot)) slot = _used++;
        if (slot == _goroutines.Length) Array.Resize(ref _goroutines, slot * 2);

        _slots.Set(id, slot);
        _goroutines[slot] = new()
        {
            Id = id,
            Since = time,
            BlockedSince = TracedGoroutine.NotBlocked,
            State = state,
            Stack = TraceStacks.None,
            Entry = TraceStacks.None,
            CreatedAt = TraceStacks.None,
            SyscallProc = -1,
            Generation = -1,
        };
        return slot;
    }

    /// <param name="stack">Where it happened to the goroutine itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(int slot, GoroutineState to, short reason, int stack, long time)
    {
        ref var g = ref _goroutines[slot];
        Leave(ref g, to, reason, time);
        g.State = to;
        g.Reason = reason;
        g.Since = time;
        g.Stack = stack;
    }

    /// <summary>From waiting to runnable: it still stands where it waited.</summary>
    public void Unblock(int slot, long time) => Move(slot, GoroutineState.Runnable, TraceReasonTable.None, _goroutines[slot].Stack, time);

    public void End(int slot, long time)
    {
        ref var g = ref _goroutines[slot];
        Leave(ref g, GoroutineState.NotExist, TraceReasonTable.None, time);
        _slots.Remove(g.Id);
        g.Generation = -1;
        g.State = GoroutineState.NotExist;
        _free.Push(slot);
    }

    /// <summary>The processor of a syscall went on without its goroutine.</summary>
    public void LoseProc(int slot, long time)
    {
        ref var g = ref _goroutines[slot];
        if (g.State == GoroutineState.Syscall && g.BlockedSince == TracedGoroutine.NotBlocked) g.BlockedSince = time;
    }

    /// <summary>Forgets all goroutines, when part of the trace is missing and nobody knows what became of them.</summary>
    public void Forget(long time)
    {
        for (var slot = 0; slot < _used; slot++)
            if (Lives(slot)) Tally.AddTime(_goroutines[slot].State, _goroutines[slot].Reason, time - _goroutines[slot].Since);
        _slots.Clear();
        _free.Clear();
        _used = 0;
    }

    /// <summary>Adds the states that last to the end, and counts them.</summary>
    public void Finish(long time)
    {
        for (var slot = 0; slot < _used; slot++)
        {
            if (!Lives(slot)) continue;
            ref var g = ref _goroutines[slot];
            Tally.AddAtEnd(g.State, g.Reason);
            AddTime(ref g, time);
        }
    }

    /// <summary>Slots of the goroutines that live, in the order in which they came.</summary>
    public IEnumerable<int> Slots()
    {
        for (var slot = 0; slot < _used; slot++)
            if (Lives(slot)) yield return slot;
    }

    private bool Lives(int slot) => _goroutines[slot].State != GoroutineState.NotExist;

    private void Leave(ref TracedGoroutine g, GoroutineState to, short reason, long time)
    {
        Tally.AddTransition(g.State, to, reason);
        AddTime(ref g, time);
    }

    private void AddTime(ref TracedGoroutine g, long time)
    {
        if (g.State == GoroutineState.Waiting && g.Reason == _forever) return;
        if (g.State == GoroutineState.Syscall && g.BlockedSince != TracedGoroutine.NotBlocked)
        {
            Tally.AddTime(GoroutineState.Syscall, _blocked, time - g.BlockedSince);
            time = g.BlockedSince;
            g.BlockedSince = TracedGoroutine.NotBlocked;
        }
        Tally.AddTime(g.State, g.Reason, time - g.Since);
    }
}
