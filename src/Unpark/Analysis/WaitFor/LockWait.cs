using Unpark.Model;

namespace Unpark.Analysis.WaitFor;

/// <summary>The lock that a goroutine waits for, as well as its traceback tells.</summary>
/// <param name="Address">0 where none is printed: read locks, write locks behind readers, profiles.</param>
/// <param name="Owner">Address of the object the lock is a field of, most likely; 0 when unknown.</param>
/// <param name="OwnerScope">Scope of the frame that showed <paramref name="Owner"/>.</param>
/// <param name="Frame">Index of the frame that locks.</param>
/// <param name="Scope">The frame's.</param>
/// <param name="Package">The frame's.</param>
/// <param name="IsRWMutex">A Mutex otherwise.</param>
/// <param name="IsOnce">The Mutex is that of a Once: only who runs its function holds it.</param>
internal sealed record LockWait(ulong Address, ulong Owner, string OwnerScope, int Frame, string Scope, string Package, bool IsRWMutex, bool IsOnce)
{
    // A lock is a field near the beginning of what it guards; further away begins somebody else's memory.
    private const ulong MostFromOwner = 1024;

    public static LockWait Of(ulong address, StackScopes stack, StackPointer[] pointers)
    {
        var owner = default(StackPointer);
        foreach (var pointer in pointers)
        {
            if (pointer.Frame < stack.First || pointer.Frame >= stack.Scopes.Length) continue;
            if (address == 0 ? owner.Value == 0 && IsReceiver(pointer, stack) : IsNearer(pointer.Value, owner.Value, address)) owner = pointer;
        }
        return new(address, owner.Value, owner.Value == 0 ? "" : stack.Scopes[owner.Frame], stack.First, stack.Scopes[stack.First], stack.Packages[stack.First], stack.LocksRWMutex, stack.WaitsForOnce);
    }

    /// <summary>Both may be one lock: by address, else by the object and the code around.</summary>
    public bool MayBe(LockWait other)
    {
        if (IsRWMutex != other.IsRWMutex || IsOnce != other.IsOnce) return false;
        if (Address != 0 && other.Address != 0) return Address == other.Address;
        if (Scope != other.Scope) return Owner != 0 && Owner == other.Owner;
        return Owner == 0 || other.Owner == 0 || OwnerScope != other.OwnerScope || Owner == other.Owner;
    }

    private static bool IsReceiver(StackPointer pointer, StackScopes stack) =>
        pointer.Position == 0 && stack.Scopes[pointer.Frame] == stack.Scopes[stack.First] && stack.IsMethod(stack.First);

    private static bool IsNearer(ulong pointer, ulong than, ulong address) => pointer <= address && address - pointer < MostFromOwner && pointer > than;
}
