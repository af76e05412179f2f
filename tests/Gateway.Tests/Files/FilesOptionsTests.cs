using Rooms.Gateway.Files;

namespace Rooms.Gateway.Tests.Files;

public sealed class FilesOptionsTests
{
    [Theory]
    [InlineData("", "image/png", true)]
    [InlineData("", "video/mp4", false)]
    [InlineData("image/png,application/pdf", "image/png", true)]
    [InlineData("image/png,application/pdf", "image/gif", false)]
    [InlineData("image/png,application/pdf", "application/pdf", false)]
    [InlineData("application/pdf", "image/png", false)]
    [InlineData("application/pdf", "video/mp4", false)]
    public void OfPictures_OfTheAppsTypes_AllowsPicturesAlone(string types, string type, bool isAllowed)
    {
        var rules = new FilesOptions { Types = types.Split(',', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Equal(isAllowed, rules.OfPictures().Allows(type));
    }
}
