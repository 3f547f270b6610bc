using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Analysis.WaitFor;

/// <summary>Whose code each frame of a stack is: methods of one type share a scope, and so do a function and its closures.</summary>
/// <remarks>What shares a scope works on the same variables, most often: the fields of one type, the locals of one function.</remarks>
internal sealed class StackScopes
{
    private readonly CallStack _stack;

    public StackScopes(GoroutineGroup group, FrameTable frames)
    {
        var stack = group.Stack.Frames;
        Scopes = new string[stack.Length];
        Packages = new string[stack.Length];
        First = stack.Length;
        for (var i = stack.Length - 1; i >= 0; i--)
        {
            var facts = frames[stack[i]];
            var isOwn = facts.Origin != FrameOrigin.Runtime && facts.Name.PackagePath is not ("sync" or "internal/sync");
            (Packages[i], Scopes[i]) = isOwn ? (facts.Name.PackagePath, facts.Scope) : ("", "");
            if (!isOwn)
            {
                LocksRWMutex |= i < First && facts.Name is { PackagePath: "sync", Receiver: "(*RWMutex)" };
                WaitsForOnce |= facts.Name is { PackagePath: "sync", Receiver: "(*Once)" };
                continue;
            }
            RunsOnce |= WaitsForOnce;
            (LocksRWMutex, WaitsForOnce) = (false, false);
            First = i;
            FirstOrigin = facts.Origin;
            HasProgramsCode |= facts.Origin is FrameOrigin.User or FrameOrigin.ThirdParty && !facts.IsHelper;
            Accepts |= facts.Name is { PackagePath: "net", Name: "Accept" } or { PackagePath: "net/http", Name: "Serve" };
        }
        Creator = group.CreatedBy is { } creator ? frames[creator].Scope : "";
        CreatorFunction = group.CreatedBy?.Function ?? "";
        _stack = group.Stack;
    }

    /// <summary>By frame: "main.(*cart)" of methods, also of a value's, "main.transfer" of functions; empty for frames of the runtime and of package sync.</summary>
    public string[] Scopes { get; }

    /// <summary>By frame; empty as above.</summary>
    public string[] Packages { get; }

    /// <summary>Index of the frame that called the lock or the channel operation: the first outside of runtime and sync; the length of the stack when all are theirs.</summary>
    public int First { get; }

    /// <summary>The call into package sync is one of a RWMutex.</summary>
    public bool LocksRWMutex { get; }

    /// <summary>The call into package sync is one of a Once: somebody else runs its function.</summary>
    public bool WaitsForOnce { get; }

    /// <summary>A Once runs what is nearer the leaf.</summary>
    public bool RunsOnce { get; }

    public FrameOrigin FirstOrigin { get; }

    /// <summary>A frame of the user's or of a library outside Go's own.</summary>
    public bool HasProgramsCode { get; }

    /// <summary>Waits for new connections: it lives as long as the program.</summary>
    public bool Accepts { get; }

    /// <summary>The scope of the function that started them; empty where the evidence has none.</summary>
    public string Creator { get; }

    /// <summary>The very function, where <see cref="Creator"/> is all of its scope.</summary>
    public string CreatorFunction { get; }

    /// <summary>The function is on the stack.</summary>
    public bool Calls(string function) => function.Length > 0 && _stack.Frames.Any(frame => frame.Function == function);

    /// <summary>The function of a frame, as the evidence writes it.</summary>
    public string FunctionAt(int frame) => _stack.Frames[frame].Function;

    public bool IsMethod(int frame) => Scopes[frame].EndsWith(')');

    public bool IsIn(string package) => Array.IndexOf(Packages, package) >= 0;

    public bool Has(string scope) => Array.IndexOf(Scopes, scope) >= 0;
}
