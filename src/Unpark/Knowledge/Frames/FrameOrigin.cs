namespace Unpark.Knowledge.Frames;

/// <summary>Whose code a frame is.</summary>
internal enum FrameOrigin
{
    /// <summary>The main module, or what cannot be told from it.</summary>
    User,

    /// <summary>Another module: from the module cache or a vendor folder.</summary>
    ThirdParty,
    Standard,
    Runtime,
}
