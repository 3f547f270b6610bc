using System.Diagnostics;
using System.Globalization;
using Unpark.Tests;

// bench/fuzz SECONDS [FIRST-SEED]: the fuzz test of the readers, for as long as one likes.
if (args.Length == 0 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var seconds))
{
    Console.Error.WriteLine("usage: bench/fuzz SECONDS [FIRST-SEED]");
    return 2;
}
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
var corpus = Fuzz.Corpus();
var watch = Stopwatch.StartNew();
var (rounds, crashes) = (0L, 0);
Console.WriteLine($"{corpus.Count} files, first seed {seed}");
while (watch.Elapsed.TotalSeconds < seconds)
{
    seed = unchecked(seed + 1);
    try
    {
        Fuzz.Round(corpus[(int)((uint)seed % (uint)corpus.Count)], seed);
    }
    catch (FuzzException crash)
    {
        crashes++;
        Console.WriteLine(crash.Message);
    }
    rounds++;
}
Console.WriteLine($"{rounds} rounds, {crashes} crashes");
return crashes == 0 ? 0 : 1;
