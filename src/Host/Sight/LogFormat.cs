namespace Rooms.Host.Sight;

internal enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One object a line, for collectors.</summary>
    Json,
}
