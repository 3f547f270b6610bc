using Unpark.Cli;
using Unpark.Cli.Syntax;

// Not async: the state machine alone would cost the just-in-time compiler a millisecond of every start.
using var interruption = new Interruption();
return CommandLine.Run(args, Surroundings.OfProcess(patience => interruption.Patience = patience), interruption.Token);
