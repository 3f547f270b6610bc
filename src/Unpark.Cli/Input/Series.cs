using System.Collections.Immutable;
using Unpark.Collectors;
using Unpark.Model;

namespace Unpark.Cli.Input;

/// <summary>Files and a live program in one line, as "unpark yesterday.pb.gz host:6060": one series, in the order of the words.</summary>
internal static class Series
{
    public static Collection Of(IReadOnlyList<string> words, Func<string, Collection> collect)
    {
        var all = Collection.Empty;
        var moments = new List<Moment>();
        var files = new List<Reading>();
        foreach (var word in words)
        {
            var part = collect(word);
            all = all.Append(part);
            if (part.Moments.IsEmpty)
            {
                files.AddRange(part.Readings);
                continue;
            }
            moments.AddRange(MomentsOf(files));
            moments.AddRange(part.Moments);
        }
        moments.AddRange(MomentsOf(files));
        return all with { Moments = [.. moments] };
    }

    private static ImmutableArray<Moment> MomentsOf(List<Reading> files)
    {
        ImmutableArray<Moment> moments = [.. Diagnosis.MomentsOf(files)];
        files.Clear();
        return moments;
    }
}
