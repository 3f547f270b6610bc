using System.CommandLine;

namespace Unpark.Cli.Syntax;

/// <summary>An option without a value: it is there or not.</summary>
/// <remarks>An <c>Option&lt;bool&gt;</c> is code over a value type, which no image compiled ahead holds: the compiler would run at each start.</remarks>
internal sealed class Flag : Option<string>
{
    public Flag(string name, params string[] aliases)
        : base(name, aliases) => Arity = ArgumentArity.Zero;
}
