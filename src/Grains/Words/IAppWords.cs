namespace Rooms.Grains.Words;

/// <summary>The apps' word lists as they are now. Any thread.</summary>
public interface IAppWords
{
    AppWordList Of(string app);
}
