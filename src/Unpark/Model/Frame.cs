namespace Unpark.Model;

/// <summary>One line of a stack: a function and the place in it.</summary>
/// <param name="Function">
/// As Go prints it, package path included: <c>example.com/queue.(*Queue[...]).Push</c>. Type arguments are always
/// <c>[...]</c>, so that frames of profiles and of tracebacks compare equal; <c>%2e</c> in the last element of the
/// import path is kept. Empty when the evidence has no name for it.
/// </param>
/// <param name="File">As printed: absolute, or <c>module@version/dir/file.go</c> in a binary built with <c>-trimpath</c>. Empty when unknown.</param>
/// <param name="Line">1-based; 0 when unknown.</param>
/// <param name="Inlined">The compiler inlined this call into the frame below it.</param>
public sealed record Frame(string Function, string File, int Line, bool Inlined = false)
{
    /// <summary>"file:line", or the function where the evidence has no file.</summary>
    public string Place => File.Length == 0 ? Function : $"{File}:{Line}";

    public override string ToString() => $"{Function} {Place}";
}
