namespace Rooms.Gateway.Compat.WebIm;

/// <summary>Who logged in, as others are shown it: without tags and escaped.</summary>
internal sealed record WebImUser(string Fd, string Name, string Avatar)
{
    /// <summary>Who wrote before logging in.</summary>
    public static readonly WebImUser Nobody = new("", "", "");
}
