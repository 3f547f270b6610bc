using Unpark.Model;

namespace Unpark.Knowledge.Libraries;

/// <summary>Frames that show a program which waits for the world: it runs until somebody ends it.</summary>
/// <remarks>Source: net/fd_unix.go, net/fd_windows.go and os/signal/signal_unix.go, Go 1.19 to 1.27; <c>os/signal.loop</c> runs once signal.Notify was called.</remarks>
internal static class ServiceFrames
{
    public static bool Serves(CallStack stack)
    {
        foreach (var frame in stack.Frames)
        {
            if (frame.Function is "net.(*netFD).accept" or "os/signal.loop") return true;
        }
        return false;
    }
}
