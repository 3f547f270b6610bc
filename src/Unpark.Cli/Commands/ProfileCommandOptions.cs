using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Unpark.Analysis.Profiles;
using Unpark.Cli.Syntax;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Cli.Commands;

/// <summary>What the commands over profiles let their user choose, in the words of <c>go tool pprof</c>.</summary>
internal sealed class ProfileCommandOptions
{
    private readonly Option<string> _focus = OptionKinds.Text("--focus", "regex", "Only stacks with a function or file that matches");
    private readonly Option<string> _ignore = OptionKinds.Text("--ignore", "regex", "Leave out stacks with a function or file that matches");
    private readonly Option<string> _sampleIndex = OptionKinds.Text("--sample-index", "type", "Value to show, by name (alloc_space) or number from 0; by default the profile's own choice");
    private readonly Flag _functions = new("--functions") { Description = "By function, counted at the leaf, as pprof does" };
    private readonly Flag _lines = new("--lines") { Description = "By line, counted at the leaf" };

    public IReadOnlyList<Option> Filters => [_focus, _ignore, _sampleIndex];

    public IReadOnlyList<Option> Groupings => [_functions, _lines];

    public ProfileOptions Of(Invocation call) => new()
    {
        Grouping = GroupingOf(call),
        SampleType = call.ValueOrNull(_sampleIndex),
        Focus = PatternOf(call, _focus),
        Ignore = PatternOf(call, _ignore),
    };

    /// <summary>Index of the sample type that is asked for.</summary>
    public static int SampleTypeOf(Profile profile, ProfileOptions options)
    {
        var index = options.SampleTypeOf(profile);
        return index >= 0
            ? index
            : throw new UsageException($"--sample-index is '{options.SampleType}', the profile has {string.Join(", ", profile.SampleTypes.Select(type => type.Type))}");
    }

    /// <summary>Both hold values of the type that is compared.</summary>
    public static void RequireComparable(Profile before, Profile after, int sampleType)
    {
        if (!before.SampleTypes.Contains(after.SampleTypes[sampleType]))
            throw new UsageException($"the profiles cannot be compared: the earlier holds {string.Join(", ", before.SampleTypes)}, the later {string.Join(", ", after.SampleTypes)}");
    }

    public static Regex Pattern(string text, string where)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{where}: '{text}' is no regular expression that can be used: {e.Message.TrimEnd('.')}");
        }
    }

    public static Option<string> Count(string description)
    {
        var option = OptionKinds.Number("--count", description, max: int.MaxValue, "20");
        option.Aliases.Add("-n");
        return option;
    }

    public static int Number(Invocation call, Option<string> option) => int.Parse(call.Value(option), NumberStyles.None, CultureInfo.InvariantCulture);

    private Grouping? GroupingOf(Invocation call)
    {
        if (call.Has(_functions) && call.Has(_lines)) throw new UsageException("--functions and --lines exclude each other");
        return call.Has(_functions) ? Grouping.Function : call.Has(_lines) ? Grouping.Line : null;
    }

    private static Regex? PatternOf(Invocation call, Option<string> option) =>
        call.ValueOrNull(option) is { } text ? Pattern(text, option.Name) : null;
}
