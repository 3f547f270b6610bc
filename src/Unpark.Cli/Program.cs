using Unpark.Cli;
using Unpark.Cli.Syntax;

using var interruption = new Interruption();
return await CommandLine.RunAsync(args, Surroundings.OfProcess(), interruption.Token).ConfigureAwait(false);
