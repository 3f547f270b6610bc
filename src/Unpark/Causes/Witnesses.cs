using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>Goroutines of the evidence as the source shows them; those of libraries and the runtime are left out.</summary>
internal sealed class Witnesses
{
    /// <summary>Beyond it groups are alike, and the time is not worth it.</summary>
    private const int MostGroups = 2000;

    private const int MostFrames = 40;

    private const int MostBeside = 8;

    private readonly PackageSources _packages;
    private readonly Dictionary<PackageSource, PackageFacts> _facts = [];
    private readonly Dictionary<Frame, (PackageFacts Facts, Function Function)?> _located = [];
    private readonly Dictionary<GoroutineGroup, Witness> _witnesses = new(ReferenceEqualityComparer.Instance);
    private readonly ImmutableArray<GoroutineGroup> _groups;
    private readonly TestedPackages _tested;
    private List<PackageFacts>? _connecting;
    private readonly PackageSets _sets;

    public Witnesses(PackageSources packages, ImmutableArray<GoroutineGroup> groups) =>
        (_packages, _groups, _tested, _sets) = (packages, groups, TestedPackages.Of(groups.Select(group => group.Stack)), packages.SetsOf(FramesOf(groups)));

    /// <summary>All that have a frame in source at hand, in the order of the evidence; made when somebody asks first.</summary>
    public IReadOnlyList<Witness> All => field ??= [.. _groups.Take(MostGroups).Select(Of).Where(witness => !witness.Frames.IsEmpty)];

    /// <summary>What is known of the packages they are in, the program's own first.</summary>
    public IEnumerable<PackageFacts> Packages => All.Where(witness => !witness.Frames.IsEmpty).SelectMany(witness => witness.Frames).Select(frame => frame.Facts).Distinct().OrderByDescending(facts => facts.Source.Files[0].Syntax.Name.Name == "main");

    /// <summary>The other packages of the modules at hand that open connections: whoever left one open may be long gone from the stacks. Read when somebody goes through them first.</summary>
    public IEnumerable<PackageFacts> PackagesThatConnect
    {
        get
        {
            _connecting ??= [.. _packages.OfModules().Where(package => package.Files.Any(Connects)).Select(package => _facts.GetValueOrDefault(package) ?? PackageFacts.Of(package)).Except(Packages)];
            foreach (var facts in _connecting) yield return facts;
        }
    }

    private HashSet<string> FoldersOnStacks => field ??= All.SelectMany(witness => witness.Frames).Select(frame => SourcePath.FolderOf(frame.Function.File.Path)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The file is of a package that goroutines are in.</summary>
    public bool IsOnStack(string file) => FoldersOnStacks.Contains(SourcePath.FolderOf(file));

    public Witness Of(GoroutineGroup group)
    {
        if (_witnesses.TryGetValue(group, out var known)) return known;
        var witness = new Witness(group, [.. Locate(group.Stack.Frames)]);
        return _witnesses[group] = witness.Frames.IsEmpty ? OfStart(group) : witness;
    }

    /// <summary>Others that wait at the same line for the same kind of thing, and came there on another way.</summary>
    public IEnumerable<Witness> Beside(Witness witness) => All.Where(other =>
        other != witness && other.Frames[0].Frame == witness.Frames[0].Frame && other.Group.State.Text == witness.Group.State.Text).Take(MostBeside);

    /// <summary>The goroutines that a finding is about; null when none is in the evidence.</summary>
    public GoroutineGroup? GroupOf(CallStack stack, WaitReason? state) => _groups.FirstOrDefault(group => group.Stack.Equals(stack) && (state is null || group.State.Equals(state))) ?? _groups.FirstOrDefault(group => group.Stack.Equals(stack));

    /// <summary>Another goroutine of a finding's evidence as a place of its own.</summary>
    public StuckPlace PlaceOf(Finding finding, Witness witness) =>
        new(finding with { Count = witness.Group.Count, State = witness.Group.State, Site = new(witness.Frames[0].Frame), Stack = witness.Group.Stack, CreatedBy = witness.Group.CreatedBy },
            witness, this, witness.Frames[0].Facts, witness.WaitsIn is [var wait, ..] ? wait.Function : witness.Function, StartOf(witness));

    /// <summary>What started them: as the evidence says; where it does not, what starts their outermost function, if only one call does.</summary>
    public Call? StartOf(Witness witness)
    {
        if (witness.IsAtStart) return null;
        if (witness.Group.CreatedBy is { } creator) return StartOf(creator);
        var starts = witness.Frames[^1].Function.Callers.FindAll(call => call.Way == CallWay.Go);
        return starts.Count == 1 ? starts[0] : null;
    }

    /// <summary>The go statement, or a call that starts goroutines in other ways; a call of it may stand on several lines.</summary>
    private Call? StartOf(Frame creator)
    {
        if (Locate(creator) is not var (facts, function)) return null;
        return facts.FunctionsAt(function.File, creator.Line).SelectMany(around => around.Calls)
            .Where(call => call.Way == CallWay.Go)
            .OrderBy(LinesApart).FirstOrDefault(call => LinesApart(call) <= 2 || call.Line == creator.Line);

        int LinesApart(Call call) => Math.Abs(function.File.LineOf(call.Statement ?? (GoSyntax.Node)call.Node) - creator.Line);
    }

    public PackageFacts FactsOf(PackageSource package)
    {
        if (_facts.TryGetValue(package, out var known)) return known;
        var set = _sets.Around(package);
        var facts = PackageFacts.OfSet(set);
        foreach (var one in set.Packages) _facts.TryAdd(one, facts);
        return facts;
    }

    private static IEnumerable<Frame> FramesOf(ImmutableArray<GoroutineGroup> groups) =>
        groups.Take(MostGroups).SelectMany(group => group.CreatedBy is { } creator ? group.Stack.Frames.Add(creator) : group.Stack.Frames);

    /// <summary>The function of a frame; null where its source is not at hand, or does not fit.</summary>
    public (PackageFacts Facts, Function Function)? Locate(Frame frame)
    {
        if (!_located.TryGetValue(frame, out var found)) _located.Add(frame, found = Find(frame));
        return found;
    }

    // go wg.Wait(): all its frames are a library's; the line that started it says what it waits for.
    private Witness OfStart(GoroutineGroup group)
    {
        if (group.CreatedBy is not { } creator || Locate(creator) is not var (facts, function)) return new(group, []);
        var starts = facts.FunctionsAt(function.File, creator.Line).Any(around => around.Operations.Exists(operation => operation.IsStarted && operation.Line == creator.Line));
        return new(group, starts ? [new(creator, 0, facts, function)] : []) { IsAtStart = starts };
    }

    private static bool Connects(SourceFile file) => file.Syntax.Imports.Any(import => import.Path.Value is "\"net/http\"" or "\"database/sql\"");

    private IEnumerable<LocatedFrame> Locate(ImmutableArray<Frame> frames)
    {
        var inner = (Function?)null;
        for (var i = 0; i < Math.Min(frames.Length, MostFrames); i++)
        {
            // It stands at the line of whoever started them.
            var found = GoFunctionName.IsStartOfGoroutine(frames[i].Function) ? null : Locate(frames[i]);
            if (found is var (facts, function)) yield return new(frames[i], i, facts, function) { Deferred = inner is null ? null : LocatedFrame.DeferredTo(inner, function, frames[i].Line) };
            inner = found?.Function;
        }
    }

    private (PackageFacts, Function)? Find(Frame frame)
    {
        if (GoRoot.OriginOf(frame) is FrameOrigin.Runtime or FrameOrigin.Standard && !_tested.Contains(GoFunctionName.PackageOf(frame.Function))) return null;
        if (_packages.Find(frame, SourceOperation.Any) is not var (package, file)) return null;
        var facts = FactsOf(package);
        var around = facts.FunctionsAt(file, frame.Line).ToList();
        var isClosure = GoFunctionName.Parse(frame.Function).IsClosure;
        var function = isClosure ? around.FirstOrDefault() : around.LastOrDefault();
        return function is null ? null : (facts, function);
    }
}
