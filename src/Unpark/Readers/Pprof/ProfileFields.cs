namespace Unpark.Readers.Pprof;

/// <summary>Field numbers of profile.proto (google/pprof), message by message.</summary>
internal static class ProfileFields
{
    public const int SampleType = 1, Sample = 2, Mapping = 3, Location = 4, Function = 5, StringTable = 6;
    public const int DropFrames = 7, KeepFrames = 8, TimeNanos = 9, DurationNanos = 10, PeriodType = 11, Period = 12;
    public const int Comment = 13, DefaultSampleType = 14, DocUrl = 15;

    public const int ValueTypeType = 1, ValueTypeUnit = 2;
    public const int SampleLocation = 1, SampleValue = 2, SampleLabel = 3;
    public const int LabelKey = 1, LabelStr = 2, LabelNum = 3, LabelNumUnit = 4;
    public const int MappingId = 1, MappingFilename = 5, MappingBuildId = 6, MappingLast = 10;
    public const int LocationId = 1, LocationMapping = 2, LocationAddress = 3, LocationLine = 4, LocationIsFolded = 5;
    public const int LineFunction = 1, LineLine = 2, LineColumn = 3;
    public const int FunctionId = 1, FunctionName = 2, FunctionSystemName = 3, FunctionFile = 4, FunctionStartLine = 5;
}
