namespace Unpark.Readers.Traces.V2;

/// <summary>All batches of one generation, which can be put in order without any other.</summary>
internal sealed class Generation(TraceDictionary dictionary)
{
    /// <summary>What a batch costs besides its bytes, so that a trace of nothing but empty batches does not fill the memory.</summary>
    public const int BytesPerBatch = 64;

    private readonly IdTable _lanes = new();

    public ulong Number { get; private set; }

    public TraceDictionary Dictionary { get; } = dictionary;

    /// <summary>Event batches in the order of the file; those of one thread are linked.</summary>
    public List<Batch> Batches { get; } = [];

    /// <summary>First and last batch of each thread, and its number; 2^64-1 is the batch that belongs to none.</summary>
    public List<(ulong Thread, int First, int Last)> Threads { get; } = [];

    /// <summary>Nanoseconds of one unit of time; 0 when the generation does not say.</summary>
    public double NanosecondsPerUnit { get; set; }

    /// <summary>Lowest time of a batch, in units.</summary>
    public ulong Start { get; private set; } = ulong.MaxValue;

    /// <summary>Time in units and wall clock of one moment.</summary>
    public (ulong Time, DateTimeOffset Wall)? Clock { get; set; }

    /// <summary>Bytes of memory for its batches.</summary>
    public long Size { get; set; }

    /// <summary>Ends before its end.</summary>
    public bool Cut { get; set; }

    public bool IsEmpty => Size == 0;

    public void Begin(ulong number)
    {
        _lanes.Clear();
        Batches.Clear();
        Threads.Clear();
        Dictionary.Clear();
        (Number, NanosecondsPerUnit, Start, Clock, Size, Cut) = (number, 0, ulong.MaxValue, null, 0, false);
    }

    /// <summary>The earliest batch is the start of the generation, whatever it holds.</summary>
    public void Mention(ulong time) => Start = Math.Min(Start, time);

    public void AddEvents(ulong thread, Batch batch)
    {
        var index = Batches.Count;
        Batches.Add(batch);
        if (_lanes.Find(thread) is >= 0 and var lane)
        {
            var last = Threads[lane].Last;
            Batches[last] = Batches[last] with { Next = index };
            Threads[lane] = Threads[lane] with { Last = index };
            return;
        }
        _lanes.Set(thread, Threads.Count);
        Threads.Add((thread, index, index));
    }

    /// <param name="Time">Added to the <c>dt</c> of its first event.</param>
    /// <param name="Next">Index of the thread's next batch; -1 for the last.</param>
    internal readonly record struct Batch(byte[] Bytes, int Offset, int Length, ulong Time, int Next = -1);
}
