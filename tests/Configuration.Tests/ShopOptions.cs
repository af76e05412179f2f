using System.ComponentModel.DataAnnotations;

namespace Rooms.Configuration.Tests;

/// <summary>One property of every kind that options have.</summary>
[Reloadable]
public sealed class ShopOptions
{
    public const string Section = "Shop";

    public string Name { get; set; } = "corner shop";

    [SecretValue]
    public string Key { get; set; } = "";

    [Range(1, 100)]
    public int Tills { get; set; } = 2;

    [Range(1, long.MaxValue)]
    public long Bytes { get; set; } = 1024;

    [Range(0.0, 1.0)]
    public double Share { get; set; } = 0.5;

    public bool IsOpen { get; set; } = true;

    public TimeSpan Hours { get; set; } = TimeSpan.FromHours(24);

    public DayOfWeek Closed { get; set; } = DayOfWeek.Sunday;

    public string[] Streets { get; set; } = [];
}
