using Unpark.Model.Profiles;

namespace Unpark.Model;

/// <summary>Where a snapshot comes from, which decides what it can and cannot say.</summary>
public enum EvidenceKind
{
    /// <summary>Goroutine profile, protobuf (<c>debug=0</c>): counts and stacks; no ids, states, ages or creators.</summary>
    Profile,

    /// <summary>CockroachDB's protobuf with one sample a goroutine (<c>debug=3</c>): ids, states and minutes in labels.</summary>
    GoroutineProfile,

    /// <summary>Goroutine profile as text (<c>debug=1</c>): as protobuf, and the runtime's leading frames are hidden.</summary>
    TextProfile,

    /// <summary>Leak profile in protobuf or text form: only goroutines the runtime proved leaked.</summary>
    LeakProfile,

    /// <summary><c>debug=2</c>, <c>runtime.Stack</c>: every goroutine with id, state, minutes, creator.</summary>
    Traceback,

    /// <summary>A traceback printed because the program died: panic, fatal error, signal, test time-out.</summary>
    Crash,

    /// <summary>The goroutines alive at the end of an execution trace.</summary>
    Trace,
}
