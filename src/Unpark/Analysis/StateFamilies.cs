using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Which states are alike to somebody who looks for what is stuck.</summary>
internal static class StateFamilies
{
    public static StateFamily Of(WaitReason state, CallStack stack) => WaitReasons.KindOf(state, stack) switch
    {
        WaitKind.Receive or WaitKind.Send or WaitKind.ReceiveNil or WaitKind.SendNil => StateFamily.Channel,
        WaitKind.Select or WaitKind.SelectNoCases => StateFamily.Select,
        WaitKind.Mutex or WaitKind.RWMutexRead or WaitKind.RWMutexWrite or WaitKind.WaitGroup or WaitKind.Cond or WaitKind.Semaphore => StateFamily.Lock,
        WaitKind.IO => StateFamily.Network,
        WaitKind.Sleep => StateFamily.Sleep,
        WaitKind.Syscall => StateFamily.Syscall,
        WaitKind.Running => StateFamily.Running,
        _ => StateFamily.Other,
    };
}
