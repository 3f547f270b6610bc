using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>A channel, and the function that makes it: the one where goroutines wait on it, or the one that started them with it.</summary>
internal sealed record GivenChannel(SourceFile File, FuncDecl Maker, ChannelUses Channel)
{
    /// <param name="at">What waits on it.</param>
    public static GivenChannel? Find(PatchPlace place, Node at, string name)
    {
        if (place.Map.DeclarationOf(at) is not { } function) return null;
        if (ChannelUses.Find(place.File, function, name) is { } here) return new(place.File, function, here);
        if (place.Started is not var (file, go) || SyntaxMap.Of(file).DeclarationOf(go) is not { } starter) return null;
        var index = ParameterIndex(function, name);
        return index >= 0 && index < go.Call.Args.Length && go.Call.Args[index] is Ident given && ChannelUses.Find(file, starter, given.Name) is { } channel ? new(file, starter, channel) : null;
    }

    /// <summary>The parameter that a function gets it as, by the argument of a call; null where the function is not one of the package.</summary>
    public static (SourceFile File, FuncDecl Function, LocalVariable Parameter)? ParameterFor(Ident argument, CallExpr call, PackageSource package)
    {
        if (call.Fun is not Ident called || call.Ellipsis.IsValid) return null;
        foreach (var file in package.Files)
        {
            if (file.Syntax.Decls.OfType<FuncDecl>().FirstOrDefault(function => function.Recv is null && function.Name.Name == called.Name) is not { Body: not null } function) continue;
            var names = function.Type.Params.List.SelectMany(field => field.Names).ToList();
            var index = call.Args.IndexOf(argument);
            return index >= 0 && index < names.Count && names.Count == call.Args.Length && LocalVariable.Find(function, names[index].Name) is { } parameter ? (file, function, parameter) : null;
        }
        return null;
    }

    private static int ParameterIndex(FuncDecl function, string name) =>
        function.Type.Params.List.SelectMany(field => field.Names).Select(ident => ident.Name).ToList().IndexOf(name);
}
