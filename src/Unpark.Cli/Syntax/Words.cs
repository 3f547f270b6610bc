using System.CommandLine;

namespace Unpark.Cli.Syntax;

/// <summary>The words of a command line, seen before they are parsed: which command they name, and spellings other tools taught.</summary>
internal static class Words
{
    /// <summary>The command is the first word that is no option and no value of an option of the default command; without one it is the default.</summary>
    /// <returns>The command's name, null when none is written, and the words without it.</returns>
    public static (string? Command, string[] Others) TakeCommand(string[] args)
    {
        List<Option>? known = null;
        for (var i = 0; i < args.Length && args[i] != "--"; i++)
        {
            if (!IsOption(args[i])) return CommandList.Has(args[i]) ? (args[i], [.. args[..i], .. args[(i + 1)..]]) : (null, args);
            known ??= [.. CommandList.Create(CommandList.Default).Options];
            if (Find(known, args[i]) is { } option && TakesNextWord(option, args[i])) i++;
        }
        return (null, args);
    }

    /// <summary>"-focus" and "-sample_index=x", as pprof's users type them, become "--focus" and "--sample-index=x".</summary>
    public static string[] DoubleDashes(string[] args, IReadOnlyList<Option> options)
    {
        var end = Array.IndexOf(args, "--") is >= 0 and var index ? index : args.Length;
        return [.. args.Select((word, i) => i < end ? DoubleDash(word, options) : word)];
    }

    /// <summary>For a command that hands words on: its own options, known by their two dashes or declared with one, before "--", all others behind it in their order.</summary>
    public static string[] OwnFirst(string[] args, IReadOnlyList<Option> options)
    {
        List<string> own = [], others = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "-args" or "--args" or "--")
            {
                others.AddRange(args[i..]);
                break;
            }
            if (Find(options, args[i]) is not { } option || !(args[i].StartsWith("--", StringComparison.Ordinal) || IsLongAlias(option, args[i])))
            {
                others.Add(args[i]);
                continue;
            }
            own.Add(args[i]);
            if (TakesNextWord(option, args[i]) && i + 1 < args.Length) own.Add(args[++i]);
        }
        return [.. own, "--", .. others];
    }

    /// <summary>A single dash is standard input, not an option.</summary>
    public static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    /// <summary>The word that "--format" misspelled as "--fromat" may have meant; null when nothing is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var name = NameOf(word);
        var nearest = known.Select(candidate => (candidate, distance: Distance(name, candidate))).OrderBy(pair => pair.distance).FirstOrDefault();
        return nearest.candidate is not null && nearest.distance <= Math.Max(1, name.Length / 4) ? nearest.candidate : null;
    }

    private static string DoubleDash(string word, IReadOnlyList<Option> options)
    {
        if (word.Length < 3 || word[0] != '-' || word[1] == '-') return word;
        var name = NameOf(word);
        var doubled = "-" + name.Replace('_', '-');
        return options.Any(option => option.Name == doubled) ? doubled + word[name.Length..] : word;
    }

    private static Option? Find(IReadOnlyList<Option> options, string word)
    {
        var name = NameOf(word);
        return options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));
    }

    // "-fail-fast", which its own command has declared so.
    private static bool IsLongAlias(Option option, string word) => word.Length > 2 && option.Aliases.Contains(word);

    private static bool TakesNextWord(Option option, string word) => option is not Flag && !word.Contains('=');

    private static string NameOf(string word) => word.Split('=', ':')[0];

    // Levenshtein's, over two short words.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
