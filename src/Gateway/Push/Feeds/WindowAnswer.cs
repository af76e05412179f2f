namespace Rooms.Gateway.Push.Feeds;

/// <summary>What a feed has for somebody who has everything up to a number.</summary>
internal enum WindowAnswer
{
    /// <summary>The feed has not been read yet.</summary>
    Unknown,

    /// <summary>Nothing newer: it is live.</summary>
    Live,

    /// <summary>Batches from that number on.</summary>
    Batches,

    /// <summary>Older than what is kept here: to be read from the source.</summary>
    Behind,

    /// <summary>The feed has not got so far.</summary>
    Ahead,
}
